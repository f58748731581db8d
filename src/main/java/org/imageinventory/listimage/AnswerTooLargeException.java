package org.imageinventory.listimage;

import java.io.IOException;

/** An answer larger than any page can be, which would use up the memory. */
final class AnswerTooLargeException extends IOException {

    AnswerTooLargeException(long limit) {
        super("the answer is larger than " + (limit >> 20) + " MiB: lower inventory.page-size");
    }
}
