package org.imageinventory.bench;

import java.util.List;

/** A way to write images to the tables, one chunk per transaction, on one connection. */
interface Writer {

    /** Begins another walk over all images. */
    void begin();

    void write(List<Parsed> chunk);

    /** Records that the walk did not see these images and that the API no longer knows them. */
    void gone(List<String> imageIds);
}
