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
 * The one JSON document on standard output. What comes after its end is not printed; a failure before its end stands in it
 * as {@code error}. A signal ends it from another thread.
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

    /** Writes a part of a document that is too large for memory: members of its object, or elements of a list in it. */
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

    /** Ends the document with an error, unless it is whole already or standard output takes no more. */
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

    /** Waits for another thread that prints, while its reader reads. */
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
