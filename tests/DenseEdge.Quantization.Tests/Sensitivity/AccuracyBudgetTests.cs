using DenseEdge.Quantization.Sensitivity;

namespace DenseEdge.Quantization.Tests.Sensitivity;

public sealed class AccuracyBudgetTests
{
    [Theory]
    [InlineData("1%", 0.01, true)]
    [InlineData("0.5pt", 0.005, false)]
    [InlineData("1%,semseg=2pt", 0.01, true)]
    [InlineData("1%,depth=2pt,semseg=3%", 0.02, false)]
    public void Parse_AmountForAllAndForTasks_FindsThatOfATask(string text, double amount, bool isRelative)
    {
        AccuracyBudget budget = AccuracyBudget.Parse(text);

        Assert.Equal(new BudgetAmount(amount, isRelative), budget.For("depth"));
        Assert.Equal(text, budget.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0%")]
    [InlineData("-1%")]
    [InlineData("NaN%")]
    [InlineData("depth=1%")]
    [InlineData("1%,depth")]
    [InlineData("1%,depth=2")]
    [InlineData("1%,=2%")]
    [InlineData("1%,depth=2%,depth=3%")]
    public void Parse_AnythingElse_SaysWhatWasExpected(string text)
        => Assert.Contains(
            "such as 1%", Assert.Throws<FormatException>(() => AccuracyBudget.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Requiring_ATaskThatDoesNotExist_NamesItAndThoseThatDo()
        => Assert.Equal(
            "Expected tasks of the model (semseg, depth) in the accuracy budget, found 'deepth'.",
            Assert.Throws<FormatException>(
                () => AccuracyBudget.Parse("1%,deepth=2%").Requiring(["semseg", "depth"])).Message);

    [Fact]
    public void Compare_OfAnErrorMetric_CountsMoreAsWorse()
    {
        TaskLoss loss = AccuracyBudget.Parse("2%").Compare(
            [new TaskMetric("depth", "RMSE", 0.5, false)], [new TaskMetric("depth", "RMSE", 0.505, false)]).Single();

        Assert.Equal(0.01, loss.Loss, 1e-12);
        Assert.Equal(0.5, loss.BudgetShare, 1e-12);
        Assert.True(loss.Fits);
    }

    [Fact]
    public void Fits_WithALossThatIsNoNumber_IsFalse()
        => Assert.False(new BudgetAmount(0.01, true).Compare(
            new TaskMetric("depth", "RMSE", 1, false), new TaskMetric("depth", "RMSE", double.NaN, false)).Fits);
}
