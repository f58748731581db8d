package org.imageinventory.testing;

import java.io.IOException;

/** Work on a connection, in a separate thread. */
interface WireThread {

    void run() throws IOException;

    static void start(String name, WireThread work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // Either side may close the connection at any time.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
