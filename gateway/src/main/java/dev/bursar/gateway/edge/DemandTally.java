package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.Demand;

/** Adds up a request's {@link Demand} while the request is read. */
final class DemandTally {
    private long definitionBytes;
    private int images;
    private int lowImages;
    private long imageBytes;
    private long audioSeconds;
    private long audioBytes;
    private long predictionBytes;
    private long thinkingTokens;
    private int choices;
    private boolean audioAnswer;
    private boolean imageAnswer;
    private long toolCalls;
    private long toolCallCap;
    private boolean uncappedTool;
    private String elsewhere = "";
    private String unpriceable = "";

    void clear() {
        definitionBytes = 0;
        images = 0;
        lowImages = 0;
        imageBytes = 0;
        audioSeconds = 0;
        audioBytes = 0;
        predictionBytes = 0;
        thinkingTokens = -1;
        choices = 1;
        audioAnswer = true;
        imageAnswer = true;
        toolCalls = 0;
        toolCallCap = Demand.UNCAPPED;
        uncappedTool = false;
        elsewhere = "";
        unpriceable = "";
    }

    void definitions(long bytes) {
        definitionBytes += bytes;
    }

    void image(boolean low) {
        if (low) {
            lowImages++;
        } else {
            images++;
        }
    }

    void imageData(long bytes) {
        imageBytes += bytes;
    }

    void audio(long seconds, long bytes) {
        audioSeconds += seconds;
        audioBytes += bytes;
    }

    void prediction(long bytes) {
        predictionBytes += bytes;
    }

    void thinking(long tokens) {
        thinkingTokens = Math.max(thinkingTokens, tokens);
    }

    void choices(int count) {
        choices = Math.max(choices, count);
    }

    void answers(boolean audio, boolean image) {
        audioAnswer = audio;
        imageAnswer = image;
    }

    /** A tool that the provider runs. @param most how often; {@link Demand#UNCAPPED} */
    void providerTool(long most) {
        if (most == Demand.UNCAPPED) {
            uncappedTool = true;
        } else {
            toolCalls += most;
        }
    }

    void toolCallCap(long most) {
        toolCallCap = most;
    }

    /** The first one is named. */
    void elsewhere(String part) {
        if (elsewhere.isEmpty()) {
            elsewhere = part;
        }
    }

    /** The first one is named. */
    void unpriceable(String part) {
        if (unpriceable.isEmpty()) {
            unpriceable = part;
        }
    }

    Demand demand(long bodyBytes, long maxTokens) {
        return new Demand(
                bodyBytes,
                definitionBytes,
                images,
                lowImages,
                imageBytes,
                audioSeconds,
                audioBytes,
                predictionBytes,
                thinkingTokens,
                maxTokens,
                choices,
                audioAnswer,
                imageAnswer,
                providerToolCalls(),
                elsewhere,
                unpriceable);
    }

    private long providerToolCalls() {
        if (uncappedTool) {
            return toolCallCap;
        }
        return toolCallCap == Demand.UNCAPPED ? toolCalls : Math.min(toolCalls, toolCallCap);
    }
}
