namespace DenseEdge.Fleet.Models;

/// <summary>Model versions and their artifacts' digests.</summary>
public interface IModelStore
{
    /// <summary>
    /// Makes a model version known. The very same one again is no fault; another content under the same version is.
    /// </summary>
    /// <param name="model">The version.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The version.</returns>
    Task<ModelVersion> AddAsync(NewModel model, CancellationToken cancellation = default);

    /// <summary>All model versions, newest first.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The versions.</returns>
    Task<IReadOnlyList<ModelVersion>> ListAsync(CancellationToken cancellation = default);

    /// <summary>Finds one by its number.</summary>
    /// <param name="id">The number.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The version, or null.</returns>
    Task<ModelVersion?> FindAsync(long id, CancellationToken cancellation = default);

    /// <summary>Finds one by name and version.</summary>
    /// <param name="name">The model.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The version, or null.</returns>
    Task<ModelVersion?> FindAsync(string name, string version, CancellationToken cancellation = default);

    /// <summary>Removes a version that no rollout or action that hasn't ended needs.</summary>
    /// <param name="id">The number.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The digests (SHA-256) of files that no other version needs; a conflict while it is in use.</returns>
    Task<IReadOnlyList<string>> DeleteAsync(long id, CancellationToken cancellation = default);
}
