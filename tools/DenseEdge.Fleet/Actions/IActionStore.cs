namespace DenseEdge.Fleet.Actions;

/// <summary>What devices are told to do and what they answered: DDI's life cycle.</summary>
public interface IActionStore
{
    /// <summary>Assigns a model version to one device by hand. Older actions that haven't ended are superseded.</summary>
    /// <param name="assignment">What to whom.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The action; a fault if device or version isn't known.</returns>
    Task<DeviceAction> AssignAsync(NewAssignment assignment, CancellationToken cancellation = default);

    /// <summary>Finds one action with its history.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The action, or null.</returns>
    Task<DeviceAction?> FindAsync(long id, CancellationToken cancellation = default);

    /// <summary>A device's newest actions with their histories, newest first.</summary>
    /// <param name="device">The device.</param>
    /// <param name="limit">Most actions, 1 to 100.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The actions.</returns>
    Task<IReadOnlyList<DeviceAction>> ListAsync(string device, int limit = 20, CancellationToken cancellation = default);

    /// <summary>
    /// The device fetches deploymentBase: an offered action is started by it, atomically, so that after an abort has been
    /// answered nothing starts. One that was started before is shown again.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <param name="id">The action.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What to do; null (HTTP 404) if the device has no such action or it isn't offered or started.</returns>
    Task<Deployment?> StartAsync(string device, long id, CancellationToken cancellation = default);

    /// <summary>The action that waits for the device's confirmation (confirmationBase).</summary>
    /// <param name="device">The device.</param>
    /// <param name="id">The action.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What would be done; null (HTTP 404) if it doesn't wait.</returns>
    Task<Deployment?> FindConfirmationAsync(string device, long id, CancellationToken cancellation = default);

    /// <summary>The action that the device shall cancel (cancelAction).</summary>
    /// <param name="device">The device.</param>
    /// <param name="id">The action.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The action; null (HTTP 404) if it isn't being canceled.</returns>
    Task<DeviceAction?> FindCancelAsync(string device, long id, CancellationToken cancellation = default);

    /// <summary>
    /// Whether a device may download an artifact: one of its actions that are started or offered or wait needs it.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <param name="modelId">The model version's number.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Whether it may.</returns>
    Task<bool> MayDownloadAsync(string device, long modelId, CancellationToken cancellation = default);

    /// <summary>Takes feedback to deploymentBase.</summary>
    /// <param name="device">The device.</param>
    /// <param name="id">The action.</param>
    /// <param name="report">Its feedback.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What became of it.</returns>
    Task<FeedbackOutcome> ReportAsync(string device, long id, NewReport report, CancellationToken cancellation = default);

    /// <summary>
    /// Takes feedback to cancelAction: closed or canceled confirms; rejected, or closed with failure, refuses and the action
    /// goes on.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <param name="id">The action.</param>
    /// <param name="report">Its feedback.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What became of it.</returns>
    Task<FeedbackOutcome> ReportCancelAsync(string device, long id, NewReport report, CancellationToken cancellation = default);

    /// <summary>Takes feedback to confirmationBase: confirmed offers the action, denied leaves it waiting.</summary>
    /// <param name="device">The device.</param>
    /// <param name="id">The action.</param>
    /// <param name="confirmed">Whether it agrees.</param>
    /// <param name="code">The device's own number.</param>
    /// <param name="details">Lines for people.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What became of it.</returns>
    Task<FeedbackOutcome> ConfirmAsync(
        string device, long id, bool confirmed, int? code, IReadOnlyList<string> details,
        CancellationToken cancellation = default);

    /// <summary>Cancels one action: at once if it hasn't started, else the device is asked.</summary>
    /// <param name="id">The action.</param>
    /// <param name="force">Whether a started one ends without the device's word.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The action as it is then; a fault if there is none or it has ended.</returns>
    Task<DeviceAction> CancelAsync(long id, bool force, CancellationToken cancellation = default);

    /// <summary>How many actions there are in each state, for metrics.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>By state; states without an action are left out.</returns>
    Task<IReadOnlyDictionary<ActionState, long>> TotalsAsync(CancellationToken cancellation = default);
}
