package org.imageinventory.sync;

import java.util.List;
import java.util.Map;

/** Elements that an API might send contrary to its documentation, and the anomalies that they cause. */
final class OddDocuments {

    static final List<String> ALL = List.of(
            """
            {"ImageId":"odd-bare","ProductType":"CloudApp"}
            """,
            """
            {"ImageId":"odd-empty","ProductType":"CloudApp","ImageName":"","Description":null,"TagList":[],"AppList":null,
             "SnapshotList":[{"SnapshotId":"","Size":0},{"SnapshotId":"","Size":0},{}],"DriverList":["","[]","[\\"\\"]"],
             "ResourceInstanceCategory":"","FeatureList":[""]}
            """,
            """
            {"ImageId":"odd-types","ProductType":"CloudApp","AliUid":"9223372036854775807","SystemDiskSize":" 40 ",
             "DataDiskSize":1.5,"Rating":"high","OnlineVersion":"yes","CompatibleMode":"TRUE","Platform":"Windows",
             "GmtCreate":"0000-00-00 00:00:00","GmtModified":"2025-04-25T15:13:57+02:00","BizType":99999999999,
             "Description":{"a":1},"Scene":17.50,"SessionType":true,"TagList":"none","FeatureList":{"a":1},
             "ImageRegionDistributeList":[{"RegionId":"r","Progress":"101%"},{"RegionId":"s","Progress":7},"t"]}
            """,
            """
            {"ImageId":"odd-lists","ProductType":"CloudApp",
             "TagList":[{"Key":"k","Value":"2"},{"Key":"k","Value":"1"},{"Value":"1","Key":"k"},{"Key":"only"},
                        {"Value":"only"},null,{"Key":1,"Value":true,"Colour":"red"}],
             "AppList":[{"AppId":"b","AppName":"二"},{"AppId":"a","AppName":"一"},{"AppId":"a","AppName":"一"}],
             "FeatureList":["b","a","b",null,3],"SupportedLanguageList":["zh-CN",["en-US"]],
             "DriverList":["[\\"d-1\\",\\"d-2\\"]","d-3","[\\"broken\\"","[1,null,{}]"],
             "ResourceInstanceCategory":["real","[\\"inner\\"]"]}
            """,
            """
            {"ImageId":"odd-unknown","ProductType":"CloudApp","Colour":"red","Depth":{"b":[3,1,{"c":null}],"a":1.10},
             "Precise":0.12345678901234567890,"Large":123456789012345678901234567890,"Nothing":null,
             "SnapshotList":[{"SnapshotId":"s-1","Size":"60","Speed":1}]}
            """,
            """
            {"ImageId":"odd-text","ProductType":"CloudApp","ImageName":"a\\u0000b \\ud800 \\ud83d\\ude00 \\u0001\\t\\n\\"\\\\",
             "TagList":[{"Key":"\\u0000","Value":"%s"}],"K\\u0000":1}
            """
                    .formatted("长".repeat(5000)),
            """
            {"ImageId":"odd-number","ProductType":"CloudApp","Rating":1e400000,"Tiny":1e-5000,"Hundreds":1e400,"AliUid":4e1}
            """);

    /** The number of anomalies by field and kind, when all of these elements are new. */
    static final Map<String, Long> ANOMALIES = Map.ofEntries(
            Map.entry("DataDiskSize malformed", 1L),
            Map.entry("Rating malformed", 3L),
            Map.entry("OnlineVersion malformed", 1L),
            Map.entry("GmtCreate malformed", 1L),
            Map.entry("BizType malformed", 1L),
            Map.entry("Description malformed", 1L),
            Map.entry("TagList malformed", 1L),
            Map.entry("FeatureList malformed", 1L),
            Map.entry("ImageRegionDistributeList[].Progress malformed", 1L),
            Map.entry("ImageRegionDistributeList[] malformed", 1L),
            Map.entry("TagList[].Colour unknown", 1L),
            Map.entry("SupportedLanguageList[] malformed", 1L),
            Map.entry("DriverList[] malformed", 1L),
            Map.entry("Colour unknown", 1L),
            Map.entry("Depth unknown", 1L),
            Map.entry("Precise unknown", 1L),
            Map.entry("Large unknown", 1L),
            Map.entry("Nothing unknown", 1L),
            Map.entry("SnapshotList[].Speed unknown", 1L),
            Map.entry("ImageName malformed", 1L),
            Map.entry("TagList[].Key malformed", 1L),
            Map.entry("K\uFFFD malformed", 1L),
            Map.entry("K\uFFFD unknown", 1L),
            Map.entry("Tiny malformed", 1L),
            Map.entry("Tiny unknown", 1L),
            Map.entry("Hundreds unknown", 1L));

    private OddDocuments() {}
}
