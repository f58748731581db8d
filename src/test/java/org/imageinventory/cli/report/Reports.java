package org.imageinventory.cli.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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

    private Reports() {}
}
