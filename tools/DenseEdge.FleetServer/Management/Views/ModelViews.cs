using DenseEdge.Fleet.Models;
using DenseEdge.FleetApi;

namespace DenseEdge.FleetServer.Management.Views;

/// <summary>Model versions as the API shows them.</summary>
internal static class ModelViews
{
    /// <summary>A version.</summary>
    public static ModelView View(this ModelVersion model) => new()
    {
        Id = model.Id,
        Model = model.Name,
        Version = model.Version,
        Release = model.Release,
        Digest = model.Digest ?? string.Empty,
        Kind = ApiWord.Of(model.Kind),
        SizeBytes = model.SizeBytes,
        Created = model.Created,
        Artifacts = [.. model.Artifacts.Select(View)],
        Devices = (int)model.Devices,
    };

    private static ArtifactView View(ModelArtifact artifact)
        => new(artifact.Name, artifact.SizeBytes, artifact.Sha256, artifact.Sha1, artifact.Md5);
}
