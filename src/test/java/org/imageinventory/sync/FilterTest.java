package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.element;
import static org.imageinventory.testing.Tables.assertExit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imageinventory.standin.Origin;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The images that are requested: filters, biz regions, and scopes by name. */
class FilterTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private final StandIn api = StandIn.builder()
            .documents(List.of(
                    element("a", "CloudApp", "\"ImageRegionList\":[\"cn-shanghai\"],\"Status\":\"INIT\""),
                    element("b", "CloudApp", "\"ImageRegionList\":[\"cn-shanghai\",\"cn-hangzhou\"]"),
                    element("c", "CloudDesktop", "\"ImageRegionList\":[\"cn-hangzhou\"]")))
            .build()
            .start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void everyRequestParameterReachesTheApiWhereItsSdkPutsIt() {
        var program =
                Program.on(database, api).with("inventory.products", "CloudApp").with("inventory.page-size", "17");
        var wire = new HashMap<String, String>();
        Map.ofEntries(
                        Map.entry("image-id", "ImageId=img-1"),
                        Map.entry("image-name", "ImageName=设计 工作站 & more"),
                        Map.entry("status", "Status=INIT"),
                        Map.entry("image-type", "ImageType=User"),
                        Map.entry("package-type", "PackageType=Ecs"),
                        Map.entry("os-type", "OsType=Windows"),
                        Map.entry("biz-type", "BizType=1"),
                        Map.entry("protocol-type", "ProtocolType=ASP"),
                        Map.entry("product-type-list[0]", "ProductTypeList.1=CloudApp"),
                        Map.entry("product-type-list[1]", "ProductTypeList.2=CloudDesktop"),
                        Map.entry("biz-type-list[0]", "BizTypeList.1=1"),
                        Map.entry("feature-list[0]", "FeatureList.1=Builder"),
                        Map.entry("feature-list[1]", "FeatureList.2=GPU"),
                        Map.entry("language-type", "LanguageType=zh-CN"),
                        Map.entry("resource-instance-type", "ResourceInstanceType=eds.enterprise_office.2c4g"),
                        Map.entry("fota-version", "FotaVersion=2.0.3-xxxx"),
                        Map.entry("platform-name", "PlatformName=Windows Server 2019"),
                        Map.entry("biz-region-id-list[0]", "BizRegionIdList.1=cn-shanghai"),
                        Map.entry("tag-list[0].key", "TagList.1.Key=env"),
                        Map.entry("tag-list[0].value", "TagList.1.Value=test"),
                        Map.entry("platform-name-list[0]", "PlatformNameList.1=Windows 11"),
                        Map.entry("distro", "Distro=Ubuntu 22.04 64位"))
                .forEach((key, parameter) -> {
                    var parts = parameter.split("=", 2);
                    program.with("inventory.filter." + key, parts[1]);
                    wire.put(parts[0], parts[1]);
                });
        wire.putAll(Map.of("ProductType", "CloudApp", "PageSize", "17", "PageNumber", "1"));

        assertExit(program.run("sync"), 0);

        var request = api.requests().get(0);
        assertThat(request.parameters()).containsAllEntriesOf(wire);
        wire.keySet().forEach(name -> assertThat(request.origins().get(name))
                .as(name)
                .isEqualTo(name.startsWith("TagList") || name.equals("Distro") ? Origin.QUERY : Origin.BODY));
        assertThat(new Tables(database).value("SELECT filter ->> 'Distro' FROM inventory.scope"))
                .isEqualTo("Ubuntu 22.04 64位");
    }

    @Test
    void eachBizRegionIsWalkedByItself() {
        var program = Program.on(database, api)
                .with("inventory.products", "CloudApp,CloudDesktop")
                .with("inventory.biz-regions", "cn-shanghai,cn-hangzhou");
        var tables = new Tables(database);

        assertExit(program.run("sync"), 0);

        assertThat(
                        tables.values(
                                """
                        SELECT s.product, s.biz_region, string_agg(i.image_id, ',' ORDER BY i.image_id)
                        FROM inventory.scope s LEFT JOIN inventory.image_scope USING (scope_key)
                        LEFT JOIN inventory.image i USING (image_key) GROUP BY 1, 2 ORDER BY 1, 2
                        """))
                .containsExactly(
                        List.of("CloudApp", "cn-hangzhou", "b"),
                        List.of("CloudApp", "cn-shanghai", "a,b"),
                        List.of("CloudDesktop", "cn-hangzhou", "c"),
                        Arrays.asList("CloudDesktop", "cn-shanghai", null));
        assertThat(tables.count("image")).isEqualTo(3);
        assertThat(api.requests()).allMatch(request -> request.parameters().containsKey("BizRegionIdList.1"));

        api.forgetRequests();
        assertExit(program.run("sync", "--scope", "main/*/CloudApp/cn-s?anghai"), 0);

        assertThat(api.requests()).hasSize(1).allMatch(request -> "cn-shanghai"
                .equals(request.parameters().get("BizRegionIdList.1")));
        assertThat(tables.value("SELECT count(*) FROM inventory.walk WHERE run_id = 2"))
                .isEqualTo(1L);
    }

    @Test
    void anotherFilterIsAnotherScope() {
        var program = Program.on(database, api).with("inventory.products", "CloudApp");
        var tables = new Tables(database);
        assertExit(program.run("sync"), 0);

        assertExit(program.with("inventory.filter.status", "INIT").run("sync"), 0);

        assertThat(tables.values("SELECT filter FROM inventory.scope ORDER BY scope_key"))
                .containsExactly(List.of("{}"), List.of("{\"Status\": \"INIT\"}"));
        assertThat(tables.value("SELECT count(*) FROM inventory.image WHERE deleted_at IS NULL"))
                .isEqualTo(2L);
        assertThat(tables.count("image_revision")).isEqualTo(2);
    }

    @Test
    void aPatternThatMatchesNothingIsAWrongUsage() {
        var outcome = assertExit(Program.on(database, api).run("sync", "--scope", "other/*"), 2);

        assertThat(outcome.err()).contains("--scope 'other/*'", "main/cn-shanghai/CloudApp");
        assertThat(api.requests()).isEmpty();
        assertThat(new Tables(database).count("sync_run")).isZero();
    }
}
