package org.imageinventory.bench;

import java.util.List;

/** A way to bring images into the tables, a chunk a transaction, on one connection. */
interface Writer {

    /** Begins another walk over all images. */
    void begin();

    void write(List<Parsed> chunk);

    /** The walk did not see these images, and the API does not find them. */
    void gone(List<String> imageIds);
}
