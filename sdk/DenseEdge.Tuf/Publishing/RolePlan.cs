namespace DenseEdge.Tuf.Publishing;

/// <summary>Who signs for a role of a new repository.</summary>
/// <param name="Keys">The public keys; each role has its own, so that losing one loses one role.</param>
/// <param name="Threshold">How many of them must sign, from 1 to their number.</param>
/// <param name="ValidDays">Days from signing to expiry, at least 1.</param>
public sealed record RolePlan(IReadOnlyList<PublicKeyRecord> Keys, int Threshold, int ValidDays);
