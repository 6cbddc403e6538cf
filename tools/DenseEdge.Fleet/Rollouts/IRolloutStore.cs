using DenseEdge.Fleet.Actions;

namespace DenseEdge.Fleet.Rollouts;

/// <summary>
/// Rollouts and what people do with them. Each change is one transaction; a state that doesn't allow it is a conflict.
/// </summary>
public interface IRolloutStore
{
    /// <summary>Makes a rollout, and starts it if that is asked for.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The rollout; a fault with everything that is wrong with its settings or filter.</returns>
    Task<Rollout> AddAsync(NewRollout rollout, CancellationToken cancellation = default);

    /// <summary>All rollouts, newest first.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The rollouts.</returns>
    Task<IReadOnlyList<Rollout>> ListAsync(CancellationToken cancellation = default);

    /// <summary>Finds one.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The rollout, or null.</returns>
    Task<Rollout?> FindAsync(long id, CancellationToken cancellation = default);

    /// <summary>A rollout's devices, each by its newest attempt, in the order in which they get their turn.</summary>
    /// <param name="id">The rollout.</param>
    /// <param name="query">Which.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>One page of actions without their histories.</returns>
    Task<Page<DeviceAction>> ListDevicesAsync(long id, RolloutDeviceQuery query, CancellationToken cancellation = default);

    /// <summary>Settles which devices it is for, divides them into groups, and lets the engine move it.</summary>
    /// <remarks>Left out are devices that run the version already and those for which it is pinned.</remarks>
    /// <param name="id">A rollout that is ready.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The rollout as it is then.</returns>
    Task<Rollout> StartAsync(long id, CancellationToken cancellation = default);

    /// <summary>Takes back what is offered; what has started goes on.</summary>
    /// <param name="id">A rollout that is running.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The rollout as it is then; no device starts after that.</returns>
    Task<Rollout> PauseAsync(long id, CancellationToken cancellation = default);

    /// <summary>Lets a paused one go on. Failures up to now don't pause it again, new ones do.</summary>
    /// <param name="id">A rollout that is paused.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The rollout as it is then.</returns>
    Task<Rollout> ResumeAsync(long id, CancellationToken cancellation = default);

    /// <summary>Starts the next group without waiting for success or soak time.</summary>
    /// <param name="id">A rollout that is running.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The rollout as it is then; a conflict if no group waits.</returns>
    Task<Rollout> NextAsync(long id, CancellationToken cancellation = default);

    /// <summary>
    /// Takes it back for good: offers are canceled, started actions are asked to cancel, the version is pinned for devices not
    /// yet updated.
    /// </summary>
    /// <param name="id">A rollout that hasn't ended.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The rollout as it is then; no device starts after that.</returns>
    Task<Rollout> AbortAsync(long id, CancellationToken cancellation = default);

    /// <summary>Another attempt for every device that failed or was canceled; their pins of this version are taken off.</summary>
    /// <param name="id">A rollout that is paused, finished or aborted.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The rollout as it is then: running; a conflict if nothing failed.</returns>
    Task<Rollout> RetryAsync(long id, CancellationToken cancellation = default);

    /// <summary>Forgets a rollout that has ended or was never started, and its actions.</summary>
    /// <param name="id">The rollout.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(long id, CancellationToken cancellation = default);
}
