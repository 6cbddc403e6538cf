using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace DenseEdge.Cli.Running;

/// <summary>
/// One line that shows stage, share, step, loss, images/s and time left. On a terminal it is redrawn in place; in a log a line
/// appears every ten seconds.
/// </summary>
internal sealed class ProgressDisplay : IDisposable
{
    private const int BarWidth = 24;
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly TextWriter _output;
    private readonly bool _redraws;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private string _stage = "";
    private TimeSpan _stageStart;
    private TimeSpan _passStart;
    private TimeSpan _lastDraw = TimeSpan.MinValue;
    private int _drawnLength;

    /// <summary>Starts without a stage.</summary>
    /// <param name="output">Where the lines go.</param>
    /// <param name="redraws">Whether the output is a terminal.</param>
    public ProgressDisplay(TextWriter output, bool redraws) => (_output, _redraws) = (output, redraws);

    /// <summary>Makes a display on standard error, so that standard output holds results only.</summary>
    public static ProgressDisplay OnStandardError() => new(Console.Error, !Console.IsErrorRedirected);

    /// <summary>Ends the stage before and names the next one.</summary>
    /// <param name="stage">One or two words, such as "training".</param>
    public void Begin(string stage)
    {
        lock (_lock)
        {
            FinishStage();
            _stage = stage;
            _stageStart = _passStart = _clock.Elapsed;
            Draw(0, "");

            // The first update shows at once.
            _lastDraw = TimeSpan.MinValue;
        }
    }

    /// <summary>Begins to count from 0 again within a stage: the time left is estimated from here on.</summary>
    public void BeginPass()
    {
        lock (_lock)
        {
            _passStart = _clock.Elapsed;
        }
    }

    /// <summary>Shows how far the stage is.</summary>
    /// <param name="share">Share done, 0 to 1.</param>
    /// <param name="details">What else to say, such as step and loss.</param>
    /// <param name="remaining">Time left; null to estimate it from the share.</param>
    public void Update(double share, string details, TimeSpan? remaining = null)
    {
        lock (_lock)
        {
            TimeSpan now = _clock.Elapsed;
            if (_lastDraw != TimeSpan.MinValue && now - _lastDraw < (_redraws ? TerminalInterval : LogInterval))
            {
                return;
            }

            TimeSpan spent = now - _passStart;
            TimeSpan left = remaining ?? (share > 0 ? spent * ((1 - share) / share) : TimeSpan.Zero);
            string leftText = share > 0 && share < 1 ? $"  {Clock(left)} left" : "";
            Draw(share, details + leftText);
        }
    }

    /// <summary>Writes a line of its own, above the bar.</summary>
    /// <param name="text">The line.</param>
    public void Say(string text)
    {
        lock (_lock)
        {
            Erase();
            _output.WriteLine(text);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            FinishStage();
        }
    }

    /// <summary>Writes a time as 1:02 or 1:02:03.</summary>
    /// <param name="time">The time.</param>
    internal static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)
        : time.ToString(@"m\:ss", CultureInfo.InvariantCulture);

    private void FinishStage()
    {
        if (_stage.Length > 0)
        {
            Erase();
            _output.WriteLine($"{_stage,-12} done in {Clock(_clock.Elapsed - _stageStart)}");
            _stage = "";
        }
    }

    private void Draw(double share, string details)
    {
        _lastDraw = _clock.Elapsed;
        int filled = (int)Math.Round(Math.Clamp(share, 0, 1) * BarWidth);
        StringBuilder line = new();
        line.Append(CultureInfo.InvariantCulture, $"{_stage,-12} [{new string('#', filled)}{new string('.', BarWidth - filled)}]");
        line.Append(CultureInfo.InvariantCulture, $" {share * 100,3:F0} %  {details}");
        if (_redraws)
        {
            Erase();
            _output.Write(line);
            _output.Flush();
            _drawnLength = line.Length;
        }
        else if (details.Length > 0)
        {
            _output.WriteLine(line);
        }
    }

    private void Erase()
    {
        if (_drawnLength > 0)
        {
            _output.Write("\r" + new string(' ', _drawnLength) + "\r");
            _drawnLength = 0;
        }
    }
}
