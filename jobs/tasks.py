"""The two Celery tasks of the product. Both drivers, worker and embedded thread, call these."""

from celery import shared_task

from jobs import services


@shared_task(name="jobs.tasks.run_job")
def run_job(job_id: int) -> bool:
    """Run one job if it is still open; a doubled delivery finds it claimed or done."""
    return services.job_run(job_id=job_id)


@shared_task(name="jobs.tasks.sweep")
def sweep() -> int:
    """Hand out everything that is due and not done, and see to the night. Returns how many jobs were handed out."""
    services.nightly_enqueue()
    ids = services.jobs_due()
    for job_id in ids:
        run_job.delay(job_id)
    return len(ids)
