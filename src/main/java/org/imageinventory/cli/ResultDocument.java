package org.imageinventory.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.imageinventory.cli.report.Printable;
import org.imageinventory.cli.report.ReportJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The only JSON document on standard output. Writes after its end are ignored. A failure before its end becomes its
 * member {@code error}. After a signal, another thread ends it.
 */
final class ResultDocument {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final long STALLED_SECONDS = 3;

    private final StandardOutput out;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable JsonGenerator open;
    private boolean ended;

    ResultDocument(StandardOutput out) {
        this.out = out;
    }

    /** Prints a whole document. */
    void print(ObjectNode document) {
        locked(() -> {
            ended = true;
            out.println(ReportJson.print(document));
        });
    }

    /** Writes members of the document's object, or elements of a list, because the whole may not fit in memory. */
    void write(Consumer<JsonGenerator> part) {
        locked(() -> part.accept(open()));
    }

    /** Writes the last members and ends the document. */
    void end(Consumer<JsonGenerator> last) {
        locked(() -> {
            last.accept(open());
            close(open());
        });
    }

    /** Ends the document with an error, unless it is already complete or standard output has failed. */
    void fail(Failure failure) {
        if (!tryLock()) {
            return;
        }
        try {
            if (ended || out.hasFailed()) {
                return;
            }
            if (open == null) {
                print(MAPPER.createObjectNode().set("error", error(failure)));
                return;
            }
            endWith(open, failure);
        } finally {
            lock.unlock();
        }
    }

    private void endWith(JsonGenerator json, Failure failure) {
        if (json.streamWriteContext().inArray()) {
            json.writeEndArray();
        }
        json.writeName("complete");
        json.writeBoolean(false);
        json.writeName("error");
        json.writeTree(error(failure));
        close(json);
    }

    static ObjectNode error(Failure failure) {
        return MAPPER.createObjectNode()
                .put("code", failure.code())
                .put("message", Printable.line(failure.message()))
                .put("advice", failure.advice() == null ? null : Printable.line(failure.advice()));
    }

    private JsonGenerator open() {
        var json = open;
        if (json == null) {
            json = MAPPER.writerWithDefaultPrettyPrinter()
                    .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .createGenerator(out);
            json.writeStartObject();
            open = json;
        }
        return json;
    }

    private void close(JsonGenerator json) {
        ended = true;
        json.writeEndObject();
        json.close();
        out.println("");
    }

    private void locked(Runnable writing) {
        lock.lock();
        try {
            if (!ended) {
                writing.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the lock could be taken. Waits while another thread prints and its output is still read. */
    private boolean tryLock() {
        try {
            var before = -1L;
            while (before != out.written()) {
                before = out.written();
                if (lock.tryLock(STALLED_SECONDS, TimeUnit.SECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
