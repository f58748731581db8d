package org.imageinventory.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class StandInCommandTest {

    @Test
    void helpNamesOptionsAndFaults() {
        var out = new StringWriter();

        int code = StandInCommand.commandLine().setOut(new PrintWriter(out)).execute("--help");

        assertThat(code).isZero();
        // Lines are broken at any place.
        assertThat(out.toString().replaceAll("\\s+", ""))
                .contains("--port", "--access-key-secret", "throttle=200ms:0.1", "stale-keep-alive");
    }

    @Test
    void wrongFaultIsAUsageError() {
        var err = new StringWriter();

        int code = StandInCommand.commandLine().setErr(new PrintWriter(err)).execute("--fault", "nonsense");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("There is no fault nonsense");
    }

    @Test
    void servesUntilInterrupted() throws Exception {
        var announced = new CompletableFuture<String>();
        var out = new StringWriter() {
            @Override
            public void flush() {
                announced.complete(toString());
            }
        };
        var thread = new Thread(() -> StandInCommand.commandLine()
                .setOut(new PrintWriter(out))
                .execute("--port", "0", "--images", "12", "--fault", "throttle=200ms:0.1"));
        thread.start();

        assertThat(announced.get(10, TimeUnit.SECONDS))
                .containsPattern("ListImage of cn-shanghai, 12 images, seed 1: http://127.0.0.1:\\d+");
        thread.interrupt();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void faultOptionsHaveArgumentAndShare() {
        assertThat(FaultOption.parse("hang")).isEqualTo(new FaultOption(FaultKind.HANG, null, 1));
        assertThat(FaultOption.parse("throttle:0.1")).isEqualTo(new FaultOption(FaultKind.THROTTLE, null, 0.1));
        assertThat(FaultOption.parse("error=503:.25")).isEqualTo(new FaultOption(FaultKind.ERROR, "503", 0.25));
        assertThat(FaultOption.parse("data={\"a\":1}")).isEqualTo(new FaultOption(FaultKind.DATA, "{\"a\":1}", 1));
        assertThatThrownBy(() -> FaultOption.parse("Throttle!")).isInstanceOf(IllegalArgumentException.class);
    }
}
