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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
 * An HTTP server on this machine whose answers can be spoilt in every way that a network has: it counts what it is
 * asked. It speaks HTTP/1.1 over plain sockets, because a server that is too good cannot reset a connection.
 */
public final class FaultServer implements AutoCloseable {

    /** What was asked. Names of headers are in lower case. */
    public record Seen(String method, URI uri, Map<String, String> headers, byte[] body) {

        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** What is answered. */
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

        /** The part of a file that the header Range asks for, or all of it; 412 if If-Match names another version. */
        public static Reply file(Seen asked, byte[] content, String version) {
            if (!asked.headers().getOrDefault("if-match", version).equals(version)) {
                return status(412);
            }
            String range = asked.headers().get("range");
            if (range == null) {
                return new Reply(200, Map.of("ETag", version), content);
            }
            String[] ends = range.substring("bytes=".length()).split("-");
            int first = Integer.parseInt(ends[0]);
            int last = Math.min(Integer.parseInt(ends[1]), content.length - 1);
            return new Reply(
                    206,
                    Map.of("Content-Range", "bytes " + first + "-" + last + "/" + content.length, "ETag", version),
                    Arrays.copyOfRange(content, first, last + 1));
        }

        /** This, with one more header. */
        public Reply with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Reply(status, more, body);
        }
    }

    /** Answers what is asked; is called by many threads. */
    @FunctionalInterface
    public interface Handler {
        Reply answer(Seen seen);
    }

    /** What becomes of one answer on its way. */
    public sealed interface Fault {

        /** Another answer in its place; the handler is not asked. */
        record Instead(Reply reply) implements Fault {}

        /** The right headers, the first bytes of the right body, and a connection that is reset (TCP RST). */
        record ResetAfter(int bytes) implements Fault {}

        /** The right headers, the first bytes of the right body, and a connection that ends. */
        record EndAfter(int bytes) implements Fault {}

        /** The right answer, a byte at a time. */
        record Drip(Duration between) implements Fault {}

        /** No answer. */
        record Silence() implements Fault {}

        /** The first bytes of the right body, as though it were whole: its length says so. */
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
    private volatile Function<Seen, Optional<Fault>> rule = asked -> Optional.empty();

    private FaultServer(ServerSocketFactory sockets, String scheme) throws IOException {
        this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.scheme = scheme;
        daemon(this::accept, "fault-server");
    }

    /** One that speaks plain HTTP. */
    public static FaultServer start(Handler handler) throws IOException {
        return new FaultServer(ServerSocketFactory.getDefault(), "http").answering(handler);
    }

    /** One that speaks TLS, with {@code sockets} of an SSL context. */
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

    /** Spoils each answer that {@code next} has a fault for; is called by many threads, before the handler. */
    public FaultServer spoilWhere(Function<Seen, Optional<Fault>> next) {
        rule = next;
        return this;
    }

    /** Where it is: {@code http://127.0.0.1:port}. */
    public URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
    }

    /** {@code path} on it, with its query. */
    public URI uri(String path) {
        return URI.create(uri() + path);
    }

    /** All that it was asked, in order. */
    public List<Seen> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /** How often it was asked. */
    public int count() {
        return seen.size();
    }

    /** How many requests it had under way together at most. */
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
                    // It came in while the server closed.
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
                // Only now: whoever has the answer may ask again at once, and must not be counted beside this one.
                out.flush();
            }
        } catch (IOException e) {
            // The client left, or the test is over.
        }
    }

    private Fault nextFault(Seen asked) {
        Fault next = faults.poll();
        return next != null ? next : rule.apply(asked).orElse(null);
    }

    /** Whether the connection may be used again. */
    private boolean answer(Seen asked, Fault fault, Socket connection, OutputStream out) throws IOException {
        if (fault instanceof Fault.Silence) {
            await(Duration.ofMinutes(5));
            return false;
        }
        Reply reply = fault instanceof Fault.Instead instead ? instead.reply() : handler.answer(asked);
        byte[] body = reply.body();
        if (fault instanceof Fault.CutTo cut) {
            body = Arrays.copyOf(body, Math.min(cut.bytes(), body.length));
        }
        out.write(head(reply, body.length));
        if (fault instanceof Fault.ResetAfter reset) {
            out.write(body, 0, Math.min(reset.bytes(), body.length));
            out.flush();
            // What was sent is let through before the reset, which would discard it.
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
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Seen(words[0], URI.create(words[1]), Map.copyOf(headers), in.readNBytes(length));
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
