namespace DenseEdge.FleetServer.Security;

/// <summary>An endpoint's metadata: who may use it. An endpoint without it is used by nobody.</summary>
/// <param name="Access">Who.</param>
internal sealed record AccessRequirement(Access Access);
