package org.imageinventory.bench;

import java.util.List;
import org.imageinventory.inventory.Observation.Seen;

/** A way to bring images into the tables, a chunk a transaction, on one connection. */
interface Writer {

    /** Begins another walk over all images. */
    void begin();

    void write(List<Seen> chunk);

    /** The walk did not see these images, and the API knows them no more. */
    void gone(List<String> imageIds);
}
