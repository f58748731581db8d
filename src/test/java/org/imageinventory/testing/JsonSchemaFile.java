package org.imageinventory.testing;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** A JSON Schema in a file. It can refer to the files beside it. */
public final class JsonSchemaFile {

    private final Schema schema;

    private JsonSchemaFile(Schema schema) {
        this.schema = schema;
    }

    public static JsonSchemaFile of(Path file) {
        return of(file, UnaryOperator.identity());
    }

    /** Returns a schema after a change of its text, which is also made in the files that it refers to. */
    public static JsonSchemaFile of(Path file, UnaryOperator<String> change) {
        var registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(address -> change.apply(read(Path.of(URI.create(address))))));
        return new JsonSchemaFile(registry.getSchema(
                SchemaLocation.of(file.toAbsolutePath().toUri().toString())));
    }

    /** Returns what is wrong with a document; empty if it is valid. */
    public List<String> violations(JsonNode document) {
        return schema.validate(document).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
