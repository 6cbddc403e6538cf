namespace DenseEdge.Fleet.Actions;

/// <summary>What a device's feedback does to an action: hawkBit's rules (DDI root controller), restated.</summary>
internal static class ActionRules
{
    /// <summary>
    /// Feedback to deploymentBase. A device that finishes while it is asked to cancel has finished: it knows better.
    /// </summary>
    /// <param name="state">Offered, started or canceling.</param>
    /// <param name="execution">What the device does.</param>
    /// <param name="result">How it ended.</param>
    /// <returns>The state after it.</returns>
    public static ActionState AfterReport(ActionState state, Execution execution, ExecutionResult result) => execution switch
    {
        Execution.Closed => result == ExecutionResult.Failure ? ActionState.Failed : ActionState.Succeeded,
        Execution.Canceled => ActionState.Canceled,

        // A device that rejects refuses for now and may go on later; one that gives up sends closed with failure.
        _ => state == ActionState.Offered ? ActionState.Started : state,
    };

    /// <summary>Feedback to cancelAction.</summary>
    /// <param name="execution">What the device does.</param>
    /// <param name="result">How it ended.</param>
    /// <returns>The state after it: canceled, started again, or still canceling.</returns>
    public static ActionState AfterCancelReport(Execution execution, ExecutionResult result) => execution switch
    {
        Execution.Canceled => ActionState.Canceled,
        Execution.Closed => result == ExecutionResult.Failure ? ActionState.Started : ActionState.Canceled,
        Execution.Rejected => ActionState.Started,
        _ => ActionState.Canceling,
    };
}
