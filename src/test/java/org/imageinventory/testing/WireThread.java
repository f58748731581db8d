package org.imageinventory.testing;

import java.io.IOException;

/** Work on a connection, on a thread of its own. */
interface WireThread {

    void run() throws IOException;

    static void start(String name, WireThread work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // Either side may hang up at any time.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
