package dev.bursar.server.node;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.bursar.nodeapi.v1.Revision;
import java.util.Map;
import java.util.Set;

/** The node contract as it was before workloads' tokens and snapshots in parts: what an older gateway reads. */
final class EarlierContract {
    /** Whole messages, and fields of those that were there. */
    private static final Set<String> LATER =
            Set.of("WorkloadTrustPolicy", "WorkloadKey", "RefreshWorkloadKeysRequest", "RefreshWorkloadKeysReply");

    private static final Map<String, Set<String>> LATER_FIELDS = Map.of(
            "Revision", Set.of("workload_trusts", "part", "more_parts", "snapshot_id"),
            "Removed", Set.of("workload_trust_ids"),
            "KeyPolicy", Set.of("organization_archived"),
            "PolicyStatus", Set.of("takes_parts"));

    private EarlierContract() {}

    static Descriptor revision() {
        FileDescriptorProto.Builder file =
                Revision.getDescriptor().getFile().toProto().toBuilder().clearService();
        var messages = file.getMessageTypeList();
        file.clearMessageType();
        messages.stream()
                .filter(one -> !LATER.contains(one.getName()))
                .forEach(one -> file.addMessageType(earlier(one)));
        try {
            return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]).findMessageTypeByName("Revision");
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DescriptorProto earlier(DescriptorProto message) {
        Set<String> later = LATER_FIELDS.getOrDefault(message.getName(), Set.of());
        DescriptorProto.Builder earlier = message.toBuilder().clearField();
        message.getFieldList().stream()
                .filter(field -> !later.contains(field.getName()))
                .forEach(earlier::addField);
        if (earlier.getFieldCount() + later.size() != message.getFieldCount()) {
            throw new IllegalStateException(
                    "fields of " + message.getName() + " that are said to be later are not there");
        }
        return earlier.build();
    }
}
