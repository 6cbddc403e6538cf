using DenseEdge.Training.Engine;

namespace DenseEdge.Training.Tests.Engine;

public sealed class LossHistoryTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Load_UpToAStep_LeavesOutLaterOnes()
    {
        LossHistory history = new(["total"]);
        history.Add(1, 0.5, [3.25]);
        history.Add(2, 1.0, [2.5]);
        history.Add(3, 1.5, [1.75]);
        history.Save(_file);

        LossHistory read = LossHistory.Load(_file, lastStep: 2);

        Assert.Equal([(1, 0.5, 3.25), (2, 1.0, 2.5)], read.Rows.Select(row => (row.Step, row.Seconds, row.Values[0])));
    }

    [Fact]
    public void Load_OfAnotherFile_SaysWhatWasExpected()
    {
        File.WriteAllText(_file, "something else\n");
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => LossHistory.Load(_file));
        Assert.Contains(_file, fault.Message, StringComparison.Ordinal);
    }
}
