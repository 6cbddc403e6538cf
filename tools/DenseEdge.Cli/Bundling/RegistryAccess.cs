using DenseEdge.Bundles.Registries;

namespace DenseEdge.Cli.Bundling;

/// <summary>How the command line talks to a registry.</summary>
/// <param name="PlainHttp">Without TLS, to this machine.</param>
/// <param name="PlainHttpAnywhere">Without TLS, to any.</param>
internal sealed record RegistryAccess(bool PlainHttp, bool PlainHttpAnywhere)
{
    private const string UserVariable = "DENSEEDGE_REGISTRY_USER";
    private const string PasswordVariable = "DENSEEDGE_REGISTRY_PASSWORD";

    /// <summary>What a client needs. Name and password are from the environment: arguments are seen by everybody on a
    /// machine.</summary>
    public RegistryOptions Options => new()
    {
        PlainHttp = PlainHttp || PlainHttpAnywhere,
        AllowPlainHttpAnywhere = PlainHttpAnywhere,
        UserName = Environment.GetEnvironmentVariable(UserVariable),
        Password = Environment.GetEnvironmentVariable(PasswordVariable),
    };

    /// <summary>Adds to a verb's description where the password is from.</summary>
    /// <param name="verb">The description.</param>
    public static string Describe(string verb) => $"{verb} Name and password: {UserVariable}, {PasswordVariable}.";
}
