package dev.bursar.gateway.edge;

/** A request that is being answered, as its connection sees it. */
interface InFlight {
    InFlight NOTHING = new InFlight() {
        @Override
        public void clientGone() {}

        @Override
        public void writable(boolean writable) {}
    };

    /** The client closed, or takes nothing any more. */
    void clientGone();

    /** The way to the client is full, or free again. */
    void writable(boolean writable);
}
