namespace DenseEdge.Fleet.Access;

/// <summary>A token of a person or program, without its secret.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">A name for people.</param>
/// <param name="Role">What it allows.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">From when on it isn't taken; null for never.</param>
/// <param name="LastUsed">When it was used last, exact to a minute; null if never.</param>
public sealed record AccessToken(
    long Id, string Name, AccessRole Role, DateTimeOffset Created, DateTimeOffset? Expires, DateTimeOffset? LastUsed);
