package org.imageinventory.inventory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.imageinventory.image.ApiTime;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows for {@code COPY … WITH (FORMAT binary)}, which costs the client and the server least. The caller writes the
 * columns of each row in the order of the statement.
 */
final class BinaryCopy {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long POSTGRES_EPOCH_SECOND = 946_684_800L;

    private ByteBuffer buffer = ByteBuffer.allocate(1 << 16).put(HEADER);

    private BinaryCopy() {}

    /** Writes rows into a copy. */
    interface Rows {
        void writeTo(BinaryCopy copy);
    }

    /**
     * Rows for a table.
     *
     * @param target table and columns, such as {@code inventory.image_tag (image_key, position)}
     */
    record Into(String target, Rows rows) {

        private byte[] encoded() {
            var copy = new BinaryCopy();
            rows.writeTo(copy);
            copy.int16(-1);
            return Arrays.copyOf(copy.buffer.array(), copy.buffer.position());
        }
    }

    /**
     * Copies rows into tables, one table after another. While the server writes one, the rows of the next are encoded.
     */
    static void run(Connection connection, List<Into> copies) throws SQLException {
        var ready = copies.isEmpty() ? null : copies.get(0).encoded();
        for (var i = 0; ready != null; i++) {
            var in = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + copies.get(i).target() + " FROM STDIN WITH (FORMAT binary)");
            try {
                in.writeToCopy(ready, 0, ready.length);
                in.flushCopy();
                ready = i + 1 < copies.size() ? copies.get(i + 1).encoded() : null;
                in.endCopy();
            } finally {
                if (in.isActive()) {
                    in.cancelCopy();
                }
            }
        }
    }

    /** Begins a row. */
    BinaryCopy row(int columns) {
        return int16(columns);
    }

    BinaryCopy int8(long value) {
        room(12).putInt(8).putLong(value);
        return this;
    }

    BinaryCopy int4(int value) {
        room(8).putInt(4).putInt(value);
        return this;
    }

    BinaryCopy int2(int value) {
        room(6).putInt(2).putShort((short) value);
        return this;
    }

    BinaryCopy bool(boolean value) {
        room(5).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    BinaryCopy uuid(@Nullable UUID value) {
        if (value == null) {
            return nothing();
        }
        room(20).putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    BinaryCopy timestamp(@Nullable Instant value) {
        if (value == null) {
            return nothing();
        }
        return int8((value.getEpochSecond() - POSTGRES_EPOCH_SECOND) * 1_000_000 + value.getNano() / 1000);
    }

    BinaryCopy text(@Nullable String value) {
        if (value == null) {
            return nothing();
        }
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        room(4 + bytes.length).putInt(bytes.length).put(bytes);
        return this;
    }

    BinaryCopy jsonb(@Nullable String json) {
        if (json == null) {
            return nothing();
        }
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        room(5 + bytes.length).putInt(1 + bytes.length).put((byte) 1).put(bytes);
        return this;
    }

    /** Writes a value in the format of its Java type. */
    BinaryCopy value(@Nullable Object value) {
        if (value == null) {
            return nothing();
        }
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Integer number) {
            return int4(number);
        }
        if (value instanceof Boolean bool) {
            return bool(bool);
        }
        if (value instanceof ApiTime time) {
            return timestamp(time.instant());
        }
        if (value instanceof Long number) {
            return int8(number);
        }
        if (value instanceof Short number) {
            return int2(number);
        }
        throw new IllegalArgumentException("no column type for " + value.getClass());
    }

    private BinaryCopy nothing() {
        room(4).putInt(-1);
        return this;
    }

    private BinaryCopy int16(int value) {
        room(2).putShort((short) value);
        return this;
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            var larger = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), larger)).position(buffer.position());
        }
        return buffer;
    }
}
