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

/** The reason why there is no response, from the exceptions that the transport wraps. */
final class TransportFault {

    /** The connection broke during the request, such as a kept-alive one that the server had closed. */
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
                            "Check inventory.endpoints, the clock, and whether a proxy replaces certificates. If one"
                                    + " does, add its authority to Java's trust store.",
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
            return unreachable("UnknownHost", "the host name of " + url + " cannot be resolved", network(), io);
        }
        if (io instanceof ConnectException || io instanceof NoRouteToHostException) {
            return unreachable("ConnectionRefused", "no connection to " + url + " (" + said(io) + ")", network(), io);
        }
        if (io instanceof SocketTimeoutException
                || said(io).toLowerCase(Locale.ROOT).contains("timeout")) {
            return unreachable("Timeout", url + " did not respond in time (" + said(io) + ")", network(), io);
        }
        if (io instanceof ProtocolException) {
            return cutOff(io);
        }
        if (io instanceof SocketException || io instanceof EOFException || said(io).contains("end of stream")) {
            return unreachable(
                    CONNECTION_LOST, "the connection to " + url + " broke (" + said(io) + ")", network(), io);
        }
        if (io instanceof SSLException) {
            return unreachable("TlsFailed", "TLS with " + url + " failed (" + said(io) + ")", network(), io);
        }
        return unreachable("Unreachable", "the request to " + url + " failed (" + said(io) + ")", network(), io);
    }

    /** Whether reading a body failed. The library wraps such failures in an exception of its own. */
    private static boolean isCutOff(IOException io, List<Throwable> causes) {
        var inBody = causes.stream().anyMatch(TeaUtilException.class::isInstance);
        return inBody
                && (io instanceof SocketException || io instanceof EOFException || io instanceof ProtocolException);
    }

    private static Fault cutOff(IOException io) {
        return broken("the response is cut off or not HTTP (" + said(io) + ")", io);
    }

    /** Returns a fault of the transport itself, which a retry does not fix. */
    private static Fault unknown(Throwable failure) {
        // Without the cause: it may hold the signed request.
        return Fault.local(
                        ErrorCategory.BROKEN_ANSWER,
                        "TransportFailed",
                        failure.getClass().getSimpleName() + " " + SafeText.of(failure.getMessage()),
                        Advice.BUG,
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
