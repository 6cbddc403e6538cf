using DenseEdge.Agent.Storing;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Sources;

/// <summary>Finds files of installed models by their digests, as bases of deltas.</summary>
internal static class InstalledBlobs
{
    /// <param name="store">The store.</param>
    /// <param name="digest">The digest of a file.</param>
    /// <returns>Its path; null if no installed model has it.</returns>
    public static string? Find(ModelStore store, string digest)
        => store.Models()
            .SelectMany(model => model.Files.Where(file => file.Sha256 == ModelReference.HexOf(digest))
                .Select(file => Path.Combine(store.Paths.ModelFolder(model.Digest), file.Path)))
            .FirstOrDefault();
}
