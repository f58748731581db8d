package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A command prints exactly one complete document, whatever interrupts it. */
class ResultDocumentTest {

    private static final Failure STOPPED = new Failure(143, "Stopped", "stopped\nhere", null);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ResultDocument document = new ResultDocument(new StandardOutput(printed));

    @Test
    void aFailureAfterTheDocumentIsNotPrinted() {
        document.print(node());
        document.fail(STOPPED);
        document.print(node());

        assertThat(read()).isEqualTo("{\"a\":1}");
    }

    @Test
    void aFailureBeforeTheDocumentIsTheDocument() {
        document.fail(STOPPED);
        document.print(node());

        assertThat(read()).isEqualTo("{\"error\":{\"code\":\"Stopped\",\"message\":\"stopped here\",\"advice\":null}}");
    }

    @Test
    void aFailureAmidADocumentEndsIt() {
        document.write(json -> {
            json.writeName("list");
            json.writeStartArray();
        });
        document.write(json -> json.writeNumber(1));
        document.fail(STOPPED);
        document.write(json -> json.writeNumber(2));
        document.end(json -> json.writeEndArray());

        assertThat(read()).startsWith("{\"list\":[1],\"complete\":false,\"error\":{\"code\":\"Stopped\",");
    }

    @Test
    void aFailureWaitsForADocumentThatIsBeingPrinted() throws Exception {
        var prints = new CountDownLatch(1);
        var reads = new CountDownLatch(1);
        var slow = new ResultDocument(new StandardOutput(new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                prints.countDown();
                try {
                    reads.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                printed.write(bytes, offset, length);
            }
        }));
        var printing = new FutureTask<>(() -> slow.print(node()), true);
        new Thread(printing).start();
        prints.await();
        var failing = new FutureTask<>(() -> slow.fail(STOPPED), true);
        new Thread(failing).start();
        reads.countDown();

        assertThat(printing.get()).isTrue();
        assertThat(failing.get()).isTrue();
        assertThat(read()).isEqualTo("{\"a\":1}");
    }

    @Test
    void nothingMoreIsTriedOnAnOutputThatTakesNoMore() {
        var broken = new ResultDocument(new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        }));
        broken.write(json -> json.writeName("a"));

        assertThatThrownBy(() -> broken.end(json -> json.writeNumber(1)))
                .isInstanceOf(OutputException.class)
                .hasMessage("standard output cannot be written: No space left on device");
        broken.fail(STOPPED);
    }

    private static ObjectNode node() {
        return JsonMapper.shared().createObjectNode().put("a", 1);
    }

    private String read() {
        return StrictJson.read(printed.toString(StandardCharsets.UTF_8)).toString();
    }
}
