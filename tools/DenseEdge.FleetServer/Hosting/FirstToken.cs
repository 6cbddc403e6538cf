using DenseEdge.Fleet;
using DenseEdge.Fleet.Access;

namespace DenseEdge.FleetServer.Hosting;

/// <summary>The token of the first admin: somebody has to be able to make the others.</summary>
internal static class FirstToken
{
    private const string Name = "admin";

    /// <summary>Makes it if there is no token at all.</summary>
    /// <returns>Its secret, which nobody can read again; null if there are tokens.</returns>
    public static async Task<string?> MakeAsync(IFleetStore store, CancellationToken cancellation)
    {
        if ((await store.Tokens.ListAsync(cancellation)).Count > 0)
        {
            return null;
        }

        string secret = Secret.Create();
        await store.Tokens.AddAsync(new NewToken(Name, AccessRole.Admin, Secret.Hash(secret)), cancellation);
        return secret;
    }
}
