package org.imageinventory.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the schema stands.
 *
 * @param version null if there is no schema yet
 * @param pending versions that this program has and the database has not, in their order
 */
public record SchemaState(@Nullable String version, List<String> pending) {

    public SchemaState {
        pending = List.copyOf(pending);
    }
}
