using DenseEdge.Bundles.Registries;
using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Artifacts;

/// <summary>Opens the place that settings name for the models' files.</summary>
internal static class ArtifactPlace
{
    private const string UserVariable = "DENSEEDGE_REGISTRY_USER";
    private const string PasswordVariable = "DENSEEDGE_REGISTRY_PASSWORD";

    /// <summary>Opens it.</summary>
    public static IArtifactStore Open(ServerSettings settings, TimeProvider time)
        => settings.Artifacts is { } place && RegistryReference.IsMeant(place)
            ? new RegistryArtifactStore(place, Options(settings), Path.Combine(settings.Data, "registry"), time)
            : new FolderArtifactStore(settings.ArtifactFolder, time);

    // Whoever says that there is no TLS means the registry that he names.
    private static RegistryOptions Options(ServerSettings settings) => new()
    {
        PlainHttp = settings.PlainRegistry,
        AllowPlainHttpAnywhere = settings.PlainRegistry,
        UserName = Environment.GetEnvironmentVariable(UserVariable),
        Password = Environment.GetEnvironmentVariable(PasswordVariable),
    };
}
