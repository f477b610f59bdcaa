package io.tributary.testsupport.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ServerSocketFactory;

/**
 * An HTTP server on this machine that keeps all requests and whose answers can be spoilt in each way that a network
 * has. It speaks HTTP/1.1 over plain sockets, because an HTTP library cannot reset a connection.
 */
public final class FaultServer implements AutoCloseable {

    /** A request. Names of headers are in lower case. */
    public record Seen(String method, URI uri, Map<String, String> headers, byte[] body) {

        /** The value of a header, whose name may be given in any case. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** The parameters of the query, decoded. */
        public Map<String, String> parameters() {
            return parameters(uri.getRawQuery());
        }

        /** The body as the parameters of a form, decoded. */
        public Map<String, String> form() {
            return parameters(text());
        }

        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        private static Map<String, String> parameters(String text) {
            Map<String, String> parameters = new HashMap<>();
            for (String part : text == null ? new String[0] : text.split("&")) {
                String[] pair = part.split("=", 2);
                parameters.put(pair[0], pair.length > 1 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "");
            }
            return parameters;
        }
    }

    /** An answer. */
    public record Reply(int status, Map<String, String> headers, byte[] body) {

        /** JSON with status 200. */
        public static Reply json(String json) {
            return new Reply(200, Map.of("Content-Type", "application/json"), json.getBytes(StandardCharsets.UTF_8));
        }

        /** A status without a body, with headers given as name, value, name, value. */
        public static Reply status(int status, String... headers) {
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < headers.length; i += 2) {
                named.put(headers[i], headers[i + 1]);
            }
            return new Reply(status, named, new byte[0]);
        }

        @Override
        public String toString() {
            return "Reply " + status;
        }

        /** The same answer with one more header. */
        public Reply with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Reply(status, more, body);
        }
    }

    /** Answers requests; is called by many threads. */
    @FunctionalInterface
    public interface Handler {
        Reply answer(Seen seen);
    }

    /** What happens to an answer on its way. */
    public sealed interface Fault {

        /** The right answer. */
        Fault NONE = new None();

        /** The right answer. */
        record None() implements Fault {}

        /** Another answer in its place; the handler is not asked. */
        record Instead(Reply reply) implements Fault {}

        /** The right headers, the first bytes of the right body, and a connection that is reset (TCP RST). */
        record ResetAfter(int bytes) implements Fault {}

        /** The right headers, the first bytes of the right body, and a connection that ends. */
        record EndAfter(int bytes) implements Fault {}

        /** The right answer, a byte at a time. */
        record Drip(Duration between) implements Fault {}

        /** No answer; the handler is not asked. */
        record Silence() implements Fault {}

        /** A connection that ends before the answer, though the handler did what it was asked. */
        record Lost() implements Fault {}

        /** The first bytes of the right body, with their number as Content-Length. */
        record CutTo(int bytes) implements Fault {}
    }

    private final ServerSocket server;
    private final String scheme;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> connections = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Handler handler = asked -> Reply.status(404);
    private volatile Function<Seen, Fault> rule = asked -> Fault.NONE;

    private FaultServer(ServerSocketFactory sockets, String scheme) throws IOException {
        this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.scheme = scheme;
        daemon(this::accept, "fault-server");
    }

    /** A server that speaks plain HTTP. */
    public static FaultServer start(Handler handler) throws IOException {
        return new FaultServer(ServerSocketFactory.getDefault(), "http").answering(handler);
    }

    /** A server that speaks TLS, with {@code sockets} of an SSL context. */
    public static FaultServer startSecure(ServerSocketFactory sockets, Handler handler) throws IOException {
        return new FaultServer(sockets, "https").answering(handler);
    }

    /** From now on {@code handler} answers. */
    public FaultServer answering(Handler next) {
        handler = next;
        return this;
    }

    /** Spoils the next answers, one each, in this order. */
    public FaultServer spoil(Fault... next) {
        faults.addAll(Arrays.asList(next));
        return this;
    }

    /** Spoils each answer as {@code next} says; it is called by many threads, before the handler. */
    public FaultServer spoilWhere(Function<Seen, Fault> next) {
        rule = next;
        return this;
    }

    /** The address: {@code http://127.0.0.1:port}. */
    public URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
    }

    /** The address of {@code path}, which may have a query. */
    public URI uri(String path) {
        return URI.create(uri() + path);
    }

    /** All requests, in order. */
    public List<Seen> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /** Forgets all requests until now. */
    public void forgetSeen() {
        seen.clear();
    }

    /** Number of requests. */
    public int count() {
        return seen.size();
    }

    /** The largest number of requests at the same time. */
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        synchronized (connections) {
            for (Socket connection : connections) {
                connection.close();
            }
        }
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                if (closed.getCount() == 0) {
                    // The client connected while the server closed.
                    connection.close();
                    return;
                }
                daemon(() -> serve(connection), "fault-server-connection");
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = new BufferedOutputStream(connection.getOutputStream());
            for (Seen asked = read(in); asked != null; asked = read(in)) {
                seen.add(asked);
                mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                boolean goesOn;
                try {
                    goesOn = answer(asked, nextFault(asked), connection, out);
                } finally {
                    atOnce.decrementAndGet();
                }
                if (!goesOn) {
                    return;
                }
                // Only now: a client that has the answer may send the next request at once, which would count as a
                // second one at the same time.
                out.flush();
            }
        } catch (IOException e) {
            // The client left, or the test is over.
        }
    }

    private Fault nextFault(Seen asked) {
        Fault next = faults.poll();
        return next != null ? next : rule.apply(asked);
    }

    /** Whether the connection may be used again. */
    private boolean answer(Seen asked, Fault fault, Socket connection, OutputStream out) throws IOException {
        if (fault instanceof Fault.Silence) {
            await(Duration.ofMinutes(5));
            return false;
        }
        Reply reply = fault instanceof Fault.Instead instead ? instead.reply() : handler.answer(asked);
        if (fault instanceof Fault.Lost) {
            return false;
        }
        byte[] body = reply.body();
        if (fault instanceof Fault.CutTo cut) {
            body = Arrays.copyOf(body, Math.min(cut.bytes(), body.length));
        }
        out.write(head(reply, body.length));
        if (asked.method().equals("HEAD")) {
            return true;
        }
        if (fault instanceof Fault.ResetAfter reset) {
            out.write(body, 0, Math.min(reset.bytes(), body.length));
            out.flush();
            // The client gets the bytes before the reset, which would discard them.
            await(Duration.ofMillis(50));
            connection.setSoLinger(true, 0);
            return false;
        }
        if (fault instanceof Fault.EndAfter end) {
            out.write(body, 0, Math.min(end.bytes(), body.length));
            out.flush();
            return false;
        }
        if (fault instanceof Fault.Drip drip) {
            for (byte single : body) {
                out.write(single);
                out.flush();
                if (await(drip.between())) {
                    return false;
                }
            }
            return true;
        }
        out.write(body);
        return true;
    }

    private boolean await(Duration duration) {
        try {
            return closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static byte[] head(Reply reply, int length) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " Status\r\n");
        reply.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (reply.status() != 204 && !reply.headers().containsKey("Content-Length")) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Seen read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        String[] words = first.split(" ");
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).trim());
        }
        byte[] body = "chunked".equals(headers.get("transfer-encoding"))
                ? chunks(in)
                : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Seen(words[0], URI.create(words[1]), Map.copyOf(headers), body);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
