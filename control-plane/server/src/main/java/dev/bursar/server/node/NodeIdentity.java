package dev.bursar.server.node;

import dev.bursar.server.publication.Fleet;
import dev.bursar.server.publication.Node;
import dev.bursar.server.publication.NodeCallException;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who calls: the common name of the client certificate, which the transport has verified. Nothing else counts. */
final class NodeIdentity implements ServerInterceptor {
    static final Context.Key<Node> NODE = Context.key("node");

    private static final Logger LOG = LoggerFactory.getLogger(NodeIdentity.class);

    private final Fleet fleet;

    NodeIdentity(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Optional<String> name = commonName(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
        if (name.isEmpty()) {
            return refuse(call, Status.UNAUTHENTICATED.withDescription("certificate_missing"));
        }
        try {
            Node node = fleet.admit(name.get());
            return Contexts.interceptCall(Context.current().withValue(NODE, node), call, headers, next);
        } catch (NodeCallException e) {
            return refuse(call, NodeFailures.status(e));
        } catch (RuntimeException e) {
            LOG.warn("node {} could not be admitted", name.get(), e);
            return refuse(call, Status.UNAVAILABLE.withDescription("try_again"));
        }
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Status status) {
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private static Optional<String> commonName(@Nullable SSLSession session) {
        try {
            if (session == null || !(session.getPeerCertificates()[0] instanceof X509Certificate certificate)) {
                return Optional.empty();
            }
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue().toString())
                            .findFirst();
        } catch (SSLPeerUnverifiedException | InvalidNameException e) {
            return Optional.empty();
        }
    }
}
