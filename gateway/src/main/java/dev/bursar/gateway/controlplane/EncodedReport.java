package dev.bursar.gateway.controlplane;

import com.google.protobuf.CodedOutputStream;
import dev.bursar.nodeapi.v1.ControlGrpc;
import dev.bursar.nodeapi.v1.ReportUsageReply;
import dev.bursar.nodeapi.v1.ReportUsageRequest;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A {@link ReportUsageRequest} of events that are encoded already: each was, to be written down before it is sent.
 *
 * @param events each a serialized {@code UsageEvent}
 */
record EncodedReport(List<byte[]> events) {
    /** The same call as {@code ControlGrpc}'s, for encoded requests. */
    static MethodDescriptor<EncodedReport, ReportUsageReply> method() {
        MethodDescriptor<ReportUsageRequest, ReportUsageReply> plain = ControlGrpc.getReportUsageMethod();
        return plain.toBuilder(new Marshaller(), plain.getResponseMarshaller()).build();
    }

    /** On the wire. */
    byte[] bytes() {
        int size = 0;
        for (byte[] event : events) {
            size += CodedOutputStream.computeByteArraySize(ReportUsageRequest.EVENTS_FIELD_NUMBER, event);
        }
        byte[] bytes = new byte[size];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            for (byte[] event : events) {
                out.writeByteArray(ReportUsageRequest.EVENTS_FIELD_NUMBER, event);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes;
    }

    private static final class Marshaller implements MethodDescriptor.Marshaller<EncodedReport> {
        @Override
        public InputStream stream(EncodedReport report) {
            return new SizedStream(report.bytes());
        }

        @Override
        public EncodedReport parse(InputStream stream) {
            throw new UnsupportedOperationException("a node only sends reports");
        }
    }

    /** What gRPC need not copy to learn its length. */
    private static final class SizedStream extends ByteArrayInputStream implements KnownLength {
        SizedStream(byte[] bytes) {
            super(bytes);
        }
    }
}
