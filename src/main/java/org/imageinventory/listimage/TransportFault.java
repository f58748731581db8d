package org.imageinventory.listimage;

import com.aliyun.teautil.models.TeaUtilException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says why no answer came, by the exceptions that the transport wraps. */
final class TransportFault {

    /** The connection broke under the request, as a kept-alive one does that the server has closed meanwhile. */
    static final String CONNECTION_LOST = "ConnectionLost";

    private TransportFault() {}

    static Fault of(Throwable failure, Endpoint endpoint) {
        var causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .toList();
        if (causes.stream().anyMatch(TransportFault::isTrust)) {
            return unreachable(
                            "UntrustedCertificate",
                            "the certificate of " + endpoint.url() + " is not trusted",
                            "Check inventory.endpoints, the clock, and whether a proxy replaces certificates; its"
                                    + " authority would have to be in Java's trust store.",
                            root(causes))
                    .isFinal();
        }
        return causes.stream()
                .filter(IOException.class::isInstance)
                .map(IOException.class::cast)
                .findFirst()
                .map(io -> isCutOff(io, causes) ? cutOff(io) : input(io, endpoint))
                .orElseGet(() -> unknown(failure));
    }

    private static Fault input(IOException io, Endpoint endpoint) {
        var url = endpoint.url();
        if (io instanceof BoundedBody.TooLargeException) {
            return broken(SafeText.of(io.getMessage()), io);
        }
        if (io instanceof UnknownHostException) {
            return unreachable("UnknownHost", "the name of " + url + " is not known", network(), io);
        }
        if (io instanceof ConnectException || io instanceof NoRouteToHostException) {
            return unreachable("ConnectionRefused", "no connection to " + url + " (" + said(io) + ")", network(), io);
        }
        if (io instanceof SocketTimeoutException
                || said(io).toLowerCase(Locale.ROOT).contains("timeout")) {
            return unreachable("Timeout", url + " did not answer in time (" + said(io) + ")", network(), io);
        }
        if (io instanceof ProtocolException) {
            return cutOff(io);
        }
        if (io instanceof SocketException || io instanceof EOFException || said(io).contains("end of stream")) {
            return unreachable(
                    CONNECTION_LOST, "the connection to " + url + " broke (" + said(io) + ")", network(), io);
        }
        if (io instanceof SSLException) {
            return unreachable("TlsFailed", "no TLS with " + url + " (" + said(io) + ")", network(), io);
        }
        return unreachable("Unreachable", url + " could not be asked (" + said(io) + ")", network(), io);
    }

    /** The library wraps what goes wrong while a body is read in an exception of its own. */
    private static boolean isCutOff(IOException io, List<Throwable> causes) {
        var inBody = causes.stream().anyMatch(TeaUtilException.class::isInstance);
        return inBody
                && (io instanceof SocketException || io instanceof EOFException || io instanceof ProtocolException);
    }

    private static Fault cutOff(IOException io) {
        return broken("the answer is cut off or not HTTP (" + said(io) + ")", io);
    }

    /** A failure of the transport itself: asking again does not mend it. */
    private static Fault unknown(Throwable failure) {
        // Without the cause: it may hold the signed request.
        return Fault.local(
                        ErrorCategory.BROKEN_ANSWER,
                        "TransportFailed",
                        failure.getClass().getSimpleName() + " " + SafeText.of(failure.getMessage()),
                        "This is a fault of the program or its libraries: please report it.",
                        null)
                .isFinal();
    }

    private static Fault unreachable(String code, String text, String advice, Throwable cause) {
        return Fault.local(ErrorCategory.UNREACHABLE, code, text, advice, cause);
    }

    private static Fault broken(String text, Throwable cause) {
        return Fault.local(ErrorCategory.BROKEN_ANSWER, "BrokenAnswer", text, Advice.FOREIGN_ANSWER, cause);
    }

    private static boolean isTrust(Throwable cause) {
        return cause instanceof SSLPeerUnverifiedException || cause instanceof GeneralSecurityException;
    }

    private static Throwable root(List<Throwable> causes) {
        return causes.get(causes.size() - 1);
    }

    private static String network() {
        return Advice.on("", ErrorCategory.UNREACHABLE);
    }

    private static String said(IOException io) {
        return SafeText.of(io.getMessage());
    }
}
