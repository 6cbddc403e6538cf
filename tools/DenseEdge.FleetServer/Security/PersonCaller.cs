using DenseEdge.Fleet.Access;

namespace DenseEdge.FleetServer.Security;

/// <summary>Who calls the management API.</summary>
/// <param name="Token">The token that was shown, without its secret.</param>
internal sealed record PersonCaller(AccessToken Token)
{
    /// <summary>The caller of a request that the gate has let through.</summary>
    public static PersonCaller Of(HttpContext context) => context.Features.Get<PersonCaller>()
        ?? throw new InvalidOperationException("The gate has let a request through without saying whose it is.");
}
