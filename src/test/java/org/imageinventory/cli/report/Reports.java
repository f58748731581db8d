package org.imageinventory.cli.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.inventory.run.RunReport;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.inventory.run.Tally;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.inventory.run.WalkReport.Failure;
import org.imageinventory.inventory.run.WalkStatus;

/** Reports that the printing tests share. */
public final class Reports {

    public static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
    public static final Times SHANGHAI = new Times(ZoneId.of("Asia/Shanghai"));

    public static final Scope APP = new Scope("main", "cn-shanghai", "CloudApp", null, "{}");
    public static final Scope WIDE =
            new Scope("上海租户", "cn-shanghai", "CloudApp", "cn-hangzhou", "{\"ImageType\":\"User\"}");
    public static final Scope DENIED = new Scope("main", "ap-southeast-1", "CloudApp", null, "{}");

    public static final RunReport PARTIAL = new RunReport(
            7,
            false,
            START,
            null,
            START.plusMillis(12_500),
            RunOutcome.PARTIAL,
            40,
            2,
            List.of(
                    new WalkReport(
                            DENIED,
                            WalkStatus.FAILED,
                            0,
                            null,
                            0,
                            Tally.NONE,
                            START,
                            START.plusMillis(300),
                            START,
                            false,
                            0,
                            new Failure("Forbidden.NoPermission", "No permission.\u001B[2J", "3F2A")),
                    new WalkReport(
                            APP,
                            WalkStatus.COMPLETE,
                            30,
                            2_950L,
                            2_950,
                            new Tally(2_900, 40, 3, 1, 9),
                            START,
                            START.plusMillis(10_040),
                            START,
                            false,
                            0,
                            null),
                    new WalkReport(
                            WIDE,
                            WalkStatus.TORN,
                            8,
                            300L,
                            299,
                            new Tally(0, 0, 0, 0, 299),
                            START,
                            START.plusMillis(12_000),
                            START,
                            false,
                            0,
                            null)));

    /** The same run with names that are as long as they can be, and a number in each column. */
    public static final RunReport LONG = new RunReport(
            1_234_567,
            false,
            START,
            null,
            START.plusSeconds(7_325),
            RunOutcome.PARTIAL,
            1,
            1,
            Stream.of("ap-southeast-1", "ap-southeast-5", "cn-shanghai")
                    .map(Reports::longWalk)
                    .toList());

    private static WalkReport longWalk(String region) {
        return new WalkReport(
                new Scope("上海研发中心图形工作站生产环境租户", region, "WuyingServer", "cn-hangzhou", "{\"ImageType\":\"User\"}"),
                WalkStatus.COMPLETE,
                12_345,
                1_234_567L,
                1_234_567,
                new Tally(900_000, 30_000, 4_000, 500, 300_067),
                START,
                START.plusSeconds(7_000),
                START,
                false,
                1,
                new Failure("InconclusiveLookup", "镜像无法确认。".repeat(30) + " " + "x".repeat(300), "3F2A-".repeat(8)));
    }

    private Reports() {}
}
