package org.imageinventory.inventory.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the schema stands.
 *
 * @param version null if there is no schema yet
 * @param pending versions that this program has and the database has not, in their order
 * @param isNewer whether the database has later versions than this program
 */
public record SchemaState(@Nullable String version, List<String> pending, boolean isNewer) {

    public SchemaState {
        pending = List.copyOf(pending);
    }

    /**
     * Refuses a schema that this program does not know how to write.
     *
     * @throws NewerSchemaException if a later version of this program has been at it
     */
    public void requireKnown() {
        if (isNewer) {
            throw new NewerSchemaException(String.valueOf(version));
        }
    }
}
