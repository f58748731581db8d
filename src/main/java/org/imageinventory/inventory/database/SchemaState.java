package org.imageinventory.inventory.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the schema.
 *
 * @param version null if there is no schema yet
 * @param pending versions of this program that the database does not have yet, in their order
 * @param isNewer whether the database has later versions than this program
 */
public record SchemaState(@Nullable String version, List<String> pending, boolean isNewer) {

    public SchemaState {
        pending = List.copyOf(pending);
    }

    /**
     * Refuses a schema that this program does not know how to write.
     *
     * @throws NewerSchemaException if a later version of this program has migrated it
     */
    public void requireKnown() {
        if (isNewer) {
            throw new NewerSchemaException(String.valueOf(version));
        }
    }
}
