using DenseEdge.Agent.Storing;

namespace DenseEdge.Agent.Trials;

/// <summary>Tries a candidate beside the active model, before anybody sees its answers.</summary>
public interface IModelTrial
{
    /// <summary>Loads the candidate and builds its engine.</summary>
    /// <param name="model">The candidate.</param>
    /// <param name="folder">Its folder in the store.</param>
    /// <param name="progress">Takes what is being done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The candidate, ready for frames; the caller disposes it.</returns>
    /// <exception cref="Updating.UpdateException">The device can't run the model.</exception>
    Task<IPreparedModel> PrepareAsync(
        InstalledModel model, string folder, IProgress<string>? progress, CancellationToken cancellationToken);
}
