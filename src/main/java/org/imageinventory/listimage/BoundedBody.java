package org.imageinventory.listimage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A response body with a size limit. Reading fails beyond the limit, which counts bytes after decompression. */
final class BoundedBody extends FilterInputStream {

    /** 32 MiB: 100 images of 320 KiB each. Real images have a few KiB. */
    static final long LIMIT = 32L << 20;

    private final long limit;
    private long read;

    BoundedBody(InputStream body, long limit) {
        super(body);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        var next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var got = super.read(bytes, offset, length);
        count(Math.max(got, 0));
        return got;
    }

    private void count(int more) throws IOException {
        read += more;
        if (read > limit) {
            throw new TooLargeException(limit);
        }
    }

    /** A response that is larger than any page can be, and would exhaust the memory. */
    static final class TooLargeException extends IOException {

        private TooLargeException(long limit) {
            super("the response is larger than " + (limit >> 20) + " MiB: lower inventory.page-size");
        }
    }
}
