package org.imageinventory.job;

/** Asked for an image by its id, the API answered with something else: that proves nothing. */
final class UnansweredException extends RuntimeException {

    UnansweredException(String imageId) {
        super("ListImage, asked for ImageId " + imageId + ", answered neither with that image nor with nothing");
    }
}
