namespace DenseEdge.Cli.Flashing;

/// <summary>Shows what happens on one device.</summary>
internal interface IFlashDisplay : IDisposable
{
    /// <summary>Ends the step before and names the next one.</summary>
    /// <param name="step">One or two words.</param>
    void Begin(string step);

    /// <summary>Shows how far the step is.</summary>
    /// <param name="share">Share done, 0 to 1.</param>
    /// <param name="details">What else to say.</param>
    void Update(double share, string details);

    /// <summary>Writes a line of its own.</summary>
    /// <param name="text">The line.</param>
    void Say(string text);
}
