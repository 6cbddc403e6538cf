using DenseEdge.Fleet.Models;

namespace DenseEdge.Fleet.Actions;

/// <summary>What DDI's deploymentBase and confirmationBase show of an action.</summary>
/// <param name="Action">The action.</param>
/// <param name="Model">What to install.</param>
public sealed record Deployment(DeviceAction Action, ModelVersion Model);
