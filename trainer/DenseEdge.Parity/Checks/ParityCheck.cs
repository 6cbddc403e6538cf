namespace DenseEdge.Parity.Checks;

/// <summary>One array of a file against what DenseEdge computes.</summary>
/// <param name="Name">The array's key, or what was checked.</param>
/// <param name="Passed">Whether every number is within its tolerance.</param>
/// <param name="Numbers">How many numbers were compared.</param>
/// <param name="WorstAbsolute">The largest difference.</param>
/// <param name="WorstRelative">The largest difference, divided by the largest absolute reference of the array.</param>
/// <param name="ToleranceShare">The largest share of its tolerance that a difference takes; above 1 fails.</param>
/// <param name="Tolerance">The rule.</param>
/// <param name="Note">Where the worst difference is, or what is wrong or special; may be empty.</param>
public sealed record ParityCheck(
    string Name, bool Passed, long Numbers, double WorstAbsolute, double WorstRelative, double ToleranceShare,
    Tolerance Tolerance, string Note);
