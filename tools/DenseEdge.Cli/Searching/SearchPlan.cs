using DenseEdge.Search.Devices;
using DenseEdge.Search.Launching;

namespace DenseEdge.Cli.Searching;

/// <summary>A search that can be done: every choice is made, and nothing contradicts anything else.</summary>
/// <param name="Settings">What its results depend on.</param>
/// <param name="BudgetsMs">The budgets on the device that measures, in milliseconds, rising.</param>
/// <param name="Extras">What is done beside the answers.</param>
/// <param name="Profile">What is known about the device.</param>
/// <param name="ProfilePath">Where that is.</param>
/// <param name="DeviceName">The device that measures.</param>
/// <param name="Launcher">Has the jobs done.</param>
/// <param name="ReserveShare">The share of a budget that the chosen network leaves unused if one can.</param>
/// <param name="Fleet">How the budgets in the field became those of the device that measures; null if they are the same.</param>
internal sealed record SearchPlan(
    SearchSettings Settings, IReadOnlyList<double> BudgetsMs, SearchExtras Extras, DeviceProfile Profile, string ProfilePath,
    string DeviceName, IJobLauncher Launcher, double ReserveShare, string? Fleet = null);
