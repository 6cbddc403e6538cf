namespace DenseEdge.Fleet.Access;

/// <summary>A token to make.</summary>
/// <param name="Name">A name for people, 1 to 64 characters.</param>
/// <param name="Role">What it allows.</param>
/// <param name="Hash">See <see cref="Secret"/>.</param>
/// <param name="Expires">From when on it isn't taken; null for never.</param>
public sealed record NewToken(string Name, AccessRole Role, string Hash, DateTimeOffset? Expires = null);
