namespace DenseEdge.FleetServer.Security;

/// <summary>An endpoint's metadata: a client that may make itself known does so here, as with hawkBit's polls.</summary>
internal sealed class RegistersDevices;
